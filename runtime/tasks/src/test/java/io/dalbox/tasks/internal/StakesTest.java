package io.dalbox.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.json.Json;
import io.dalbox.storage.StoragePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class StakesTest {

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> segment = Arbitraries.of("a", "b", "a b", "a-", "a.", "0", "ä");
        Arbitrary<String> paths = segment.list()
                .ofMaxSize(4)
                .map(segments -> (segments.size() % 2 == 0 ? "media:/" : "m:/") + String.join("/", segments));
        return Arbitraries.oneOf(paths, Arbitraries.of("a", "media", "Media:/a", "media:/a/../b", "https://a/b"));
    }

    @Property(tries = 2000)
    void findsExactlyTheClaimsThatConflict(@ForAll("valueLists") List<String> held, @ForAll("values") String wanted) {
        Stakes stakes = new Stakes();
        Map<String, Set<Claim>> model = new HashMap<>();
        for (int i = 0; i < held.size(); i++) {
            Set<Claim> claims = Set.of(Claim.of(held.get(i)));
            stakes.add("t" + i, claims);
            model.put("t" + i, claims);
        }
        if (model.size() > 2) {
            stakes.remove("t1");
            model.remove("t1");
        }
        Claim claim = Claim.of(wanted);
        for (String task : model.keySet()) {
            boolean expected = model.get(task).stream().anyMatch(one -> conflict(one, claim));
            assertThat(stakes.conflict(claim, task::equals).isPresent())
                    .as("%s against %s of %s", wanted, model.get(task), task)
                    .isEqualTo(expected);
        }
    }

    @Provide
    Arbitrary<List<String>> valueLists() {
        return values().list().ofMaxSize(8);
    }

    private static boolean conflict(Claim one, Claim other) {
        if (!one.path() || !other.path()) {
            return one.equals(other);
        }
        StoragePath a = StoragePath.parse(one.text());
        StoragePath b = StoragePath.parse(other.text());
        return a.contains(b) || b.contains(a);
    }

    @Test
    void aPathHasOneFormAndAListClaimsEachOfItsValues() {
        var input = Json.mapper().readTree("""
                {"path": " media:/films/ ", "more": ["media:/a", "x"], "n": 3, "no": ""}""");
        assertThat(Claim.in(input, List.of("path", "more", "n", "no", "absent")))
                .containsExactly(new Claim("media:/films", true), new Claim("media:/a", true), new Claim("x", false));
    }
}
