package io.dalbox.pages.internal.template;

import java.io.Serial;

/** A template that cannot be expanded. */
public final class TemplateException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int line;

    TemplateException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Returns the line of the template, counted from 1; 0 when the whole of it is meant. */
    public int line() {
        return line;
    }
}
