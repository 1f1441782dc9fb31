package clayton.desktop.search;

import clayton.desktop.session.Thing;

/// One thing a search found, and the words that say what it is.
public record Found(Thing thing, String kind, String detail) {}
