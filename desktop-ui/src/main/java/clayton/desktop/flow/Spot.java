package clayton.desktop.flow;

/// The middle of a box on the endless sheet.
record Spot(double x, double y) {}
