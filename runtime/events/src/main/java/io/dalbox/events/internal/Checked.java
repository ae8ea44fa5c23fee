package io.dalbox.events.internal;

import io.dalbox.events.ReadyEvent;

/** A valid event with its data as text, written once for the bound and for the row. */
record Checked(ReadyEvent ready, String text) {}
