package io.dalbox.launcher;

/** What the process ends with; scripts and service managers rely on the numbers. */
enum ExitCode {
    OK(0),
    FAILED(1),
    USAGE(2),
    PORT_IN_USE(3),
    HOME_UNUSABLE(4),
    HOME_IN_USE(5),
    NOT_READY(6);

    final int number;

    ExitCode(int number) {
        this.number = number;
    }
}
