package io.dalbox.web.internal.api;

import io.dalbox.plugins.Signers;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;

/** Whose jars may run when only signed ones do. */
public final class TrustRoutes {

    private static final String ADMIN = "core.admin";

    private final Signers signers;
    private final PluginViews views;

    /** Routes over the signers. */
    public TrustRoutes(Signers signers, PluginViews views) {
        this.signers = signers;
        this.views = views;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs(
                        ADMIN,
                        "GET /api/trust",
                        Body.none(),
                        "List the certificates of trusted signers, and files that hold none",
                        request -> Answer.list(signers.trusted(), null)),
                Route.needs(
                        ADMIN,
                        "DELETE /api/trust/{fingerprint}",
                        Body.none(),
                        "Trust a signer no more; what runs, runs on",
                        this::distrust),
                Route.needs(
                        ADMIN,
                        "POST /api/plugins/{id}/trust",
                        Body.fields("fingerprint"),
                        "Trust the signer of the jar that waits, named by the fingerprint of the certificate that was looked at",
                        this::trust));
    }

    private Answer distrust(Request request) {
        signers.distrust(request.variable("fingerprint"));
        return Answer.noContent();
    }

    private Answer trust(Request request) {
        return signers.trust(
                        request.variable("id"),
                        request.text("fingerprint"),
                        request.caller().name())
                .map(plugin -> Answer.json(views.of(plugin, request.caller())))
                .orElseGet(Answer::noContent);
    }
}
