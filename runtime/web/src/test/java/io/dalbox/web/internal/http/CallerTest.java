package io.dalbox.web.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {

    @Test
    void usersMayAllButAdminister() {
        Caller user = new Caller.Person("1", "ann", false, "s", "c");
        assertThat(user.may("download.write")).isTrue();
        assertThat(user.may("core.admin")).isFalse();
        assertThat(new Access.Administrator().allows(user)).isFalse();
    }

    @Test
    void scopesCoverAreasAndVerbs() {
        assertThat(program(true, "download.*").may("download.admin")).isTrue();
        assertThat(program(true, "download.*").may("downloads.read")).isFalse();
        assertThat(program(true, "*.read").may("core.read")).isTrue();
        assertThat(program(true, "*.read").may("core.write")).isFalse();
        assertThat(program(true, "core.read").may("core.reads")).isFalse();
        assertThat(program(true, "core.*").administrator()).isFalse();
        assertThat(program(true, "*").administrator()).isTrue();
    }

    @Test
    void aTokenNeverMayMoreThanItsOwner() {
        assertThat(program(false, "*").administrator()).isFalse();
        assertThat(program(false, "*").may("core.admin")).isFalse();
        assertThat(program(false, "*").may("core.write")).isTrue();
    }

    @Test
    void scopesHaveAForm() {
        assertThat(Set.of("*", "core.read", "download.*", "*.read")).allMatch(Scopes::valid);
        assertThat(Set.of("", "core", "core.", ".read", "Core.read", "a.b.c", "core.read "))
                .noneMatch(Scopes::valid);
    }

    private static Caller program(boolean administrator, String... scopes) {
        return new Caller.Program("1", "t", "u", administrator, Set.of(scopes));
    }
}
