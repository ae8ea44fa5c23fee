package io.dalbox.plugin.faces.album;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.plugin.faces.album.VectorIndex.Near;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class VectorIndexTest {

    @Property(tries = 30)
    void itFindsWhatALookAtAllOfThemFinds(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 2500) int size,
            @ForAll @IntRange(min = 1, max = 60) int count) {
        Random random = new Random(seed);
        VectorIndex index = new VectorIndex(32);
        Map<Long, float[]> all = new HashMap<>();
        for (long id = 1; id <= size; id++) {
            float[] vector = Samples.vector(random, 32);
            all.put(id, vector);
            index.add(id, vector);
            if (id % 7 == 0) {
                long gone = 1 + random.nextLong(id);
                index.remove(gone);
                all.remove(gone);
            }
        }
        assertThat(index.size()).isEqualTo(all.size());
        float[] query = Samples.vector(random, 32);
        List<Near> expected = all.entrySet().stream()
                .map(entry -> new Near(entry.getKey(), VectorIndex.product(query, entry.getValue())))
                .filter(near -> near.similarity() >= 0.1)
                .sorted(Comparator.comparingDouble(Near::similarity).reversed().thenComparingLong(Near::id))
                .limit(count)
                .toList();
        assertThat(index.nearest(query, count, 0.1, all::get)).isEqualTo(expected);
    }
}
