package io.dalbox.web.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouterTest {

    private final Route fixed = route("GET /api/tasks/{id}");
    private final Route change = route("POST /module/x/actions/y");
    private final Route any = route("GET /module/x/{path...}");
    private final Route page = route("GET /{path...}");
    private final Router router = new Router(List.of(() -> List.of(fixed, change, any)), page);

    @Test
    void variablesAreNamed() {
        assertThat(router.find("HEAD", RequestPath.parse("/api/tasks/7")))
                .isEqualTo(new Router.Found.Matched(fixed, java.util.Map.of("id", "7")));
    }

    @Test
    void aPathThatIsNamedIsNotTakenByOneThatFitsEverything() {
        assertThat(router.find("GET", RequestPath.parse("/module/x/actions/y")))
                .isEqualTo(new Router.Found.OtherMethods("POST"));
        assertThat(router.find("DELETE", RequestPath.parse("/api/tasks/7")))
                .isEqualTo(new Router.Found.OtherMethods("GET"));
    }

    @Test
    void whatNobodyKnowsIsNothingAndNotAnotherMethod() {
        assertThat(router.find("POST", RequestPath.parse("/module/x/actions/z")))
                .isEqualTo(new Router.Found.Nothing());
        assertThat(router.find("POST", RequestPath.parse("/nowhere"))).isEqualTo(new Router.Found.Nothing());
    }

    @Test
    void pagesComeLast() {
        assertThat(router.find("GET", RequestPath.parse("/module/x/sub/page")))
                .isInstanceOfSatisfying(
                        Router.Found.Matched.class,
                        found -> assertThat(found.route()).isSameAs(any));
        assertThat(router.find("GET", RequestPath.parse("/tasks")))
                .isInstanceOfSatisfying(
                        Router.Found.Matched.class,
                        found -> assertThat(found.route()).isSameAs(page));
        assertThat(router.find("GET", RequestPath.parse("/api/tasks/")))
                .isInstanceOfSatisfying(
                        Router.Found.Matched.class,
                        found -> assertThat(found.route()).isSameAs(page));
    }

    private static Route route(String call) {
        return Route.signedIn(call, Body.none(), "", request -> Answer.noContent());
    }
}
