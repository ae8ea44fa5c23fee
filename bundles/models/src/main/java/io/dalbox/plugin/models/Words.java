package io.dalbox.plugin.models;

import io.dalbox.ml.StoredModel;
import java.util.Locale;

/** Words of the page. */
final class Words {

    private Words() {}

    /** A model that nobody needs to have is not missing. */
    static String of(StoredModel model) {
        return model.state() == StoredModel.State.MISSING && !model.lacking()
                ? "offered"
                : model.state().name().toLowerCase(Locale.ROOT);
    }
}
