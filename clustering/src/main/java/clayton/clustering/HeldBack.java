package clayton.clustering;

/// A link that a [CollapseGuard] did not let merge two clusters, why, and how many scripts these had at the time.
public record HeldBack(Link link, String why, int scripts, int otherScripts) {}
