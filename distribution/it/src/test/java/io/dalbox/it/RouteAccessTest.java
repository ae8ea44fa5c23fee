package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.testing.DalboxProcess;
import io.dalbox.testing.RouteAudit;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every live route for every kind of caller, read from the shipped server itself. */
class RouteAccessTest {

    @TempDir
    Path home;

    @Test
    void everyRouteIsOpenOnlyToThoseWhomItsRuleNames() throws Exception {
        try (DalboxProcess dalbox = DalboxProcess.start(Shipped.TREE, home)) {
            assertThat(Offers.plugins(dalbox)).contains("hello", "download");
            List<String> routes = Offers.routes(dalbox).stream()
                    .map(route -> route.method() + " " + route.path())
                    .toList();
            assertThat(routes).hasSizeGreaterThan(40);
            assertThat(routes).contains("POST /module/hello/actions/greet", "POST /module/download/actions/download");

            assertThat(new RouteAudit(dalbox.base(), DalboxProcess.TOKEN, DalboxProcess.PASSWORD).run())
                    .isEmpty();
        }
    }
}
