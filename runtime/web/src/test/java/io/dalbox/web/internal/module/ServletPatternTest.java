package io.dalbox.web.internal.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServletPatternTest {

    @Test
    void patternsMatchBySegments() {
        assertThat(ServletPattern.match("/a/*", "/a"))
                .map(ServletPattern::pathInfo)
                .isEmpty();
        assertThat(ServletPattern.match("/a/*", "/a")).isPresent();
        assertThat(ServletPattern.match("/a/*", "/a/b"))
                .map(ServletPattern::pathInfo)
                .contains("/b");
        assertThat(ServletPattern.match("/a/*", "/ab")).isEmpty();
        assertThat(ServletPattern.match("/a", "/a/b")).isEmpty();
        assertThat(ServletPattern.match("*.png", "/x/y.png")).isPresent();
        assertThat(ServletPattern.match("/", "/x")).isPresent();
    }

    @Test
    void theClosestPatternHasTheHighestRank() {
        int exact = ServletPattern.match("/a/b", "/a/b").orElseThrow().rank();
        int longer = ServletPattern.match("/a/b/*", "/a/b").orElseThrow().rank();
        int shorter = ServletPattern.match("/a/*", "/a/b").orElseThrow().rank();
        int all = ServletPattern.match("/*", "/a/b").orElseThrow().rank();
        int fallback = ServletPattern.match("/", "/a/b").orElseThrow().rank();
        assertThat(new int[] {fallback, all, shorter, longer, exact}).isSorted().doesNotHaveDuplicates();
    }
}
