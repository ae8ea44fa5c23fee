package io.dalbox.pages.internal.descriptor;

/** A place in a text; both are counted from 1. */
record Mark(int line, int column) {

    static final Mark START = new Mark(1, 1);
}
