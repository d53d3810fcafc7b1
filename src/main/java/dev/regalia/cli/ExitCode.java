package dev.regalia.cli;

/// How a command ends.
final class ExitCode {

    /// There is nothing to do, or the command did what it was asked.
    static final int NOTHING = 0;

    /// `plan` has found something to do.
    static final int CHANGES = 1;

    /// The command could not do what it was asked; the reason is on standard error.
    static final int ERROR = 2;

    private ExitCode() {}
}
