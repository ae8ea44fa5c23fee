package io.dalbox.ml;

import io.dalbox.action.ActionException;
import java.io.Serial;

/** Says why a model cannot be used, and what the owner can do. An action may let it pass: it is answered as a conflict. */
public final class ModelException extends ActionException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String model;
    private final boolean missing;

    /**
     * A model that cannot be used.
     *
     * @param model its name
     * @param missing whether installing it would help
     * @param message for people: what is wrong, and what to do
     */
    public ModelException(String model, boolean missing, String message) {
        super(Kind.CONFLICT, message);
        this.model = model;
        this.missing = missing;
    }

    /** Returns the model's name. */
    public String model() {
        return model;
    }

    /** Returns whether it only is not there: the action {@code models.install} fetches it. */
    public boolean missing() {
        return missing;
    }
}
