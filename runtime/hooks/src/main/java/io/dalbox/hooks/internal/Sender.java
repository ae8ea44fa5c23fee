package io.dalbox.hooks.internal;

import io.dalbox.action.Lane;
import io.dalbox.events.Attempt;
import io.dalbox.events.DeliveryOutcome;
import io.dalbox.hooks.HookSpec;
import io.dalbox.json.Json;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Work;
import io.dalbox.net.AddressRefusedException;
import io.dalbox.net.FetchResponse;
import io.dalbox.outbound.Outbound;
import io.dalbox.outbound.Post;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** Posts the events of one hook, as structured CloudEvents signed by the rules of Standard Webhooks. Thread-safe. */
final class Sender {

    /** A receiver that is silent for longer has a problem; the event is posted again. */
    private static final Duration IDLE = Duration.ofSeconds(15);

    /** For the whole exchange: one that trickles must not hold the others up for ever. */
    private static final Duration WHOLE = Duration.ofSeconds(30);

    private final String id;
    private final HookTable table;
    private final Vault vault;
    private final Lanes lanes;
    private final Outbound outbound;
    private final InstantSource clock;
    private final BiConsumer<String, String> gone;
    private volatile Instant notBefore = Instant.MIN;

    /**
     * A sender of one hook.
     *
     * @param gone told the id and why, when the receiver wants nothing any more
     */
    Sender(
            String id,
            HookTable table,
            Vault vault,
            Lanes lanes,
            Outbound outbound,
            InstantSource clock,
            BiConsumer<String, String> gone) {
        this.id = id;
        this.table = table;
        this.vault = vault;
        this.lanes = lanes;
        this.outbound = outbound;
        this.clock = clock;
        this.gone = gone;
    }

    DeliveryOutcome deliver(Attempt attempt) throws Exception {
        Instant now = clock.instant();
        Instant until = notBefore;
        // The bound is for a clock that was set back.
        if (now.isBefore(until) && Duration.between(now, until).compareTo(Duration.ofHours(2)) < 0) {
            return new DeliveryOutcome.Held("The receiver asked to be left alone until " + until);
        }
        // Read for each attempt: what the owner changed holds from now on.
        Optional<Stored> hook = table.find(id);
        if (hook.isEmpty() || !(hook.get().spec() instanceof HookSpec.Out spec) || !spec.enabled()) {
            return new DeliveryOutcome.Held("The web hook is switched off");
        }
        Optional<HookSecret> secret = vault.secret(hook);
        Map<String, String> own = vault.headers(hook.get());
        if (secret.isEmpty() || own.size() < hook.get().headers().size()) {
            return new DeliveryOutcome.Held("The key that secrets are kept with was replaced: give the web hook a new"
                    + " secret and its headers again");
        }
        return send(post(spec, own, secret.get(), attempt, now));
    }

    private DeliveryOutcome send(Post post) throws Exception {
        try {
            Work work = Work.of(Work.CORE, Lane.IO, "web hook", null).on(id).within(WHOLE);
            return judge(lanes.here(work, () -> exchange(post)));
        } catch (AddressRefusedException | IllegalArgumentException e) {
            return new DeliveryOutcome.Failed(String.valueOf(e.getMessage()), true, null);
        } catch (TimeoutException | CancellationException e) {
            return new DeliveryOutcome.Failed(
                    "The receiver gave no whole answer within " + WHOLE.toSeconds() + " seconds", false, null);
        } catch (IOException e) {
            return new DeliveryOutcome.Failed(String.valueOf(e.getMessage()), false, null);
        }
    }

    private Reply exchange(Post post) throws IOException {
        try (FetchResponse response = outbound.post(post)) {
            return Reply.of(response, clock.instant());
        }
    }

    private DeliveryOutcome judge(Reply reply) {
        var detail = Json.mapper().createObjectNode().put("status", reply.status());
        if (reply.taken()) {
            return new DeliveryOutcome.Done(detail, null);
        }
        if (reply.gone()) {
            String why = "The receiver answered 410: it wants no events any more. Switch the hook on again to go on.";
            gone.accept(id, why);
            return new DeliveryOutcome.Held(why);
        }
        reply.rest()
                .filter(rest -> reply.later())
                .ifPresent(rest -> notBefore = clock.instant().plus(rest));
        return new DeliveryOutcome.Failed(reply.inWords(), !reply.later(), detail);
    }

    private static Post post(
            HookSpec.Out spec, Map<String, String> own, HookSecret secret, Attempt attempt, Instant now) {
        String body = attempt.event().toCloudEvent().toString();
        // The event's id, not the attempt's: a receiver tells a repetition by it.
        String message = attempt.event().info().id();
        String timestamp = Long.toString(now.getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>(own);
        headers.put("Content-Type", Content.CLOUD_EVENT + "; charset=utf-8");
        headers.put("webhook-id", message);
        headers.put("webhook-timestamp", timestamp);
        headers.put("webhook-signature", secret.sign(message, timestamp, body.getBytes(StandardCharsets.UTF_8)));
        return new Post(spec.url(), headers, body, IDLE, spec.privateAllowed());
    }
}
