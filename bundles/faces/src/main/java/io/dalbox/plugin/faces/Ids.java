package io.dalbox.plugin.faces;

import io.dalbox.action.ActionException;
import java.util.List;

/** Keys as people and pages see them. */
final class Ids {

    /** What a key looks like, for the schemas. */
    static final String PATTERN = "[1-9][0-9]{0,17}";

    private Ids() {}

    static String text(long id) {
        return Long.toString(id);
    }

    static long number(String id) {
        return Long.parseLong(id);
    }

    static List<Long> numbers(List<String> ids, String pointer) {
        for (String id : ids) {
            if (!id.matches(PATTERN)) {
                throw new ActionException(
                        ActionException.Kind.INVALID, pointer, "'" + id + "' is no key: keys are numbers");
            }
        }
        return ids.stream().map(Ids::number).toList();
    }

    /** Returns the address of a face's thumbnail. */
    static String image(long face) {
        return "/module/faces/pictures/" + face + ".jpg";
    }
}
