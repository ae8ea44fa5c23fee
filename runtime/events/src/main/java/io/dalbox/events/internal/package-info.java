/** The journal on the database, its subscriptions, and the event types. */
@NullMarked
package io.dalbox.events.internal;

import org.jspecify.annotations.NullMarked;
