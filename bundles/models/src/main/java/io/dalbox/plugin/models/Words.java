package io.dalbox.plugin.models;

import io.dalbox.ml.StoredModel;
import java.util.Locale;

/** Words of the page. */
final class Words {

    private Words() {}

    static String of(StoredModel.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
