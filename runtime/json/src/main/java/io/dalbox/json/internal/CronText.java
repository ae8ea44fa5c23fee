package io.dalbox.json.internal;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows a Unix cron expression of five fields when it sees one: values, names of months and weekdays, ranges, lists and steps.
 * The schedules read it with a library that this module does without.
 */
final class CronText {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final List<Field> FIELDS = List.of(
            new Field(0, 59, List.of()),
            new Field(0, 23, List.of()),
            new Field(1, 31, List.of()),
            new Field(1, 12, MONTHS),
            new Field(0, 7, DAYS));
    private static final Pattern PART = Pattern.compile("(\\*|\\w{1,3})(?:-(\\w{1,3}))?(?:/(\\d{1,2}))?");

    private CronText() {}

    static boolean isOne(String text) {
        String[] fields = text.strip().toLowerCase(Locale.ROOT).split("\\s+", 6);
        if (fields.length != FIELDS.size()) {
            return false;
        }
        for (int i = 0; i < fields.length; i++) {
            Field field = FIELDS.get(i);
            if (!List.of(fields[i].split(",", -1)).stream().allMatch(field::allows)) {
                return false;
            }
        }
        return true;
    }

    private record Field(int least, int most, List<String> names) {

        boolean allows(String part) {
            Matcher match = PART.matcher(part);
            if (!match.matches()) {
                return false;
            }
            String from = match.group(1);
            String to = match.group(2);
            String step = match.group(3);
            if (step != null && Integer.parseInt(step) < 1) {
                return false;
            }
            if (from.equals("*")) {
                return to == null;
            }
            return number(from) >= 0 && (to == null || number(to) >= number(from));
        }

        /** Returns the number that is meant; -1 for none of this field. */
        private int number(String text) {
            int name = names.indexOf(text);
            if (name >= 0) {
                return name + least;
            }
            if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return -1;
            }
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? number : -1;
        }
    }
}
