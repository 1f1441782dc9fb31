/// The investigator's desktop: wires the other modules behind screens, is known by none. JavaFX is known here alone.
@org.jspecify.annotations.NullMarked
module clayton.desktop {
    requires static org.jspecify;
    requires atlantafx.base;
    requires clayton.chain;
    requires clayton.clustering;
    requires clayton.evidence;
    requires clayton.reader;
    requires clayton.store;
    requires clayton.taint;
    requires clayton.workspace;
    requires javafx.controls;
    requires org.eclipse.elk.alg.layered;
    requires org.eclipse.elk.core;
    requires org.eclipse.elk.graph;
    requires org.eclipse.emf.common;
    requires org.eclipse.emf.ecore;

    opens clayton.desktop to
            javafx.graphics;
    opens clayton.desktop.tour to
            com.fasterxml.jackson.databind;
}
