package io.dalbox.plugin.ocr;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.ml.ModelInfo;
import io.dalbox.ml.Models;
import io.dalbox.plugin.ocr.text.Engine;
import io.dalbox.plugin.ocr.text.Languages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file shall be read.
 *
 * @param engine which engine
 * @param languages the likeliest first
 */
record Wish(Engine engine, List<String> languages) {

    /** Fills in from the settings what was not given. */
    static Wish of(@Nullable String engine, @Nullable List<String> languages, OcrSettings settings) {
        List<String> wanted = languages == null || languages.isEmpty()
                ? settings.languages()
                : languages.stream()
                        .flatMap(each -> List.of(each.split("[+,\\s]+")).stream())
                        .toList();
        return new Wish(engine == null ? settings.engine() : Engine.of(engine), wanted);
    }

    /** As it is kept beside a result: another wish makes another result. */
    String text() {
        return engine.id() + " " + String.join("+", languages);
    }

    /**
     * Refuses what cannot be done.
     *
     * @throws ActionException if a language is unknown, or its data is not there
     */
    Wish check(Models models) {
        if (languages.isEmpty()) {
            throw new ActionException(Kind.INVALID, "/languages", "Name a language, such as eng");
        }
        List<ModelInfo> declared = models.declared();
        for (int i = 0; i < languages.size() && engine != Engine.PPOCR; i++) {
            check(languages.get(i), "/languages/" + i, declared);
        }
        return this;
    }

    private static void check(String language, String pointer, List<ModelInfo> declared) {
        ModelInfo data = declared.stream()
                .filter(each -> each.name().equals(Languages.model(language)))
                .findFirst()
                .orElseThrow(() -> new ActionException(
                        Kind.INVALID,
                        pointer,
                        "There is no language \"" + language + "\" here. There are: "
                                + String.join(", ", known(declared))));
        if (!data.installed()) {
            throw new ActionException(
                    Kind.CONFLICT,
                    pointer,
                    "The data of the language " + language + " is not installed. Install the model " + data.name()
                            + " on the page Models, or with the action models.install");
        }
    }

    private static List<String> known(List<ModelInfo> declared) {
        return declared.stream()
                .map(each -> Languages.ofModel(each.name()))
                .filter(language -> !language.isEmpty())
                .toList();
    }
}
