package io.dalbox.pages.internal.descriptor;

/** A fault before it knows its file. */
record Finding(Mark mark, String message, boolean fatal) {

    Fault in(String file) {
        return new Fault(file, mark.line(), mark.column(), message, fatal);
    }
}
