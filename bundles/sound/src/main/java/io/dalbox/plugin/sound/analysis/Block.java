package io.dalbox.plugin.sound.analysis;

/**
 * A piece of a stream, with what was before it.
 *
 * @param samples {@link Grid#HISTORY} samples of before, then {@link Grid#BLOCK} of its own, from -32768 to 32767; zeros where there are none
 * @param length how many of its own are sound
 */
record Block(float[] samples, int length) {

    /** Returns how many tiles have sound for at least their half. */
    int tiles() {
        return Math.min(Grid.TILES_OF_BLOCK, (length + Grid.TILE / 2) / Grid.TILE);
    }

    int frames() {
        return (length + Grid.FRAME - 1) / Grid.FRAME;
    }
}
