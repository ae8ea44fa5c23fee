package io.dalbox.events.internal;

import java.time.InstantSource;

/** What all subscriptions share. */
record Hub(
        EventTable events,
        EventCursors cursors,
        DeliveryTable deliveries,
        DeliveryLog log,
        Ledger ledger,
        InstantSource clock) {}
