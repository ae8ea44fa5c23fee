package io.dalbox.pages.internal;

import io.dalbox.pages.internal.descriptor.Fault;
import tools.jackson.databind.node.ObjectNode;

/**
 * A named source, ready for the browser.
 *
 * @param wire as {@code docs/page-model.md} has it
 * @param fetch reads its first data
 * @param lazy whether the first data is left to the browser, which waits until it is looked at
 * @param failed what to report when its first data cannot be read; the message is completed with the reason
 */
record Source(ObjectNode wire, Fetch fetch, boolean lazy, Fault failed) {}
