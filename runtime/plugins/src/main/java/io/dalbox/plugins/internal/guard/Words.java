package io.dalbox.plugins.internal.guard;

import org.jspecify.annotations.Nullable;

/** Puts exceptions into words without keeping them: they hold on to the class loader that made them. */
public final class Words {

    private static final int LONGEST = 400;

    private Words() {}

    /** Names the first cause with its message and where it was thrown. */
    public static String of(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "an unknown exception";
        }
        try {
            Throwable cause = thrown;
            for (int i = 0; cause.getCause() != null && i < 20; i++) {
                cause = cause.getCause();
            }
            String message = cause.getMessage();
            StackTraceElement[] stack = cause.getStackTrace();
            return cause.getClass().getSimpleName()
                    + (message == null ? "" : " '" + shorten(message) + "'")
                    + (stack.length == 0 ? "" : " at " + place(stack[0]));
        } catch (Throwable broken) {
            // getMessage() is the plugin's code too.
            return thrown.getClass().getSimpleName();
        }
    }

    /** Gives only the message, or the kind of exception when it has none. */
    public static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null ? thrown.getClass().getSimpleName() : shorten(message);
        } catch (Throwable broken) {
            return thrown.getClass().getSimpleName();
        }
    }

    /** Says where a thread is now. */
    static String place(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (!frame.getClassName().startsWith("java.")
                    && !frame.getClassName().startsWith("jdk.")
                    && !frame.getClassName().startsWith("org.apache.felix.")) {
                return place(frame);
            }
        }
        return "an unknown place";
    }

    private static String place(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName()
                + (frame.getLineNumber() > 0 ? " line " + frame.getLineNumber() : "");
    }

    private static String shorten(String text) {
        String line = text.lines().findFirst().orElse("").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
