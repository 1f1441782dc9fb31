package clayton.desktop.casefile;

import clayton.evidence.CaseAutosave;

/// Something that was done and is not saved yet, with the case as it was afterwards. Numbers rise.
record Pending(int number, CaseAutosave.Step step, Snapshot snapshot) {}
