package io.dalbox.storage.internal;

/** The order in which people look for names: whatever their case, and {@code part 2} before {@code part 10}. */
final class NameOrder {

    private NameOrder() {}

    /** Compares; only the same name is equal. */
    static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (digit(a.charAt(i)) && digit(b.charAt(j))) {
                int endA = numberEnd(a, i);
                int endB = numberEnd(b, j);
                int order = numbers(a, i, endA, b, j, endB);
                if (order != 0) {
                    return order;
                }
                i = endA;
                j = endB;
            } else {
                int order = Character.compare(folded(a.charAt(i++)), folded(b.charAt(j++)));
                if (order != 0) {
                    return order;
                }
            }
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    /** Digit by digit: a name may hold more of them than a number can. */
    private static int numbers(String a, int i, int endA, String b, int j, int endB) {
        int startA = significant(a, i, endA);
        int startB = significant(b, j, endB);
        int length = Integer.compare(endA - startA, endB - startB);
        return length != 0 ? length : a.substring(startA, endA).compareTo(b.substring(startB, endB));
    }

    private static int significant(String text, int from, int end) {
        int at = from;
        while (at < end - 1 && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static int numberEnd(String text, int from) {
        int at = from;
        while (at < text.length() && digit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static char folded(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
