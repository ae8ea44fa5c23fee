package io.dalbox.plugin.sound.analysis;

/**
 * How time is cut: samples of 16 kHz into frames (one look for a voice), frames into tiles (one class), tiles into blocks (one piece of
 * work for the CPU lane). All divide evenly, so that a stream of any length needs no other shapes of tensors.
 */
final class Grid {

    static final int RATE = 16_000;

    /** What Silero's voice detector takes at once. */
    static final int FRAME = 512;

    static final int FRAMES_OF_TILE = 16;
    static final int TILE = FRAME * FRAMES_OF_TILE;

    /** 32.8 s: a fraction of a second of work, so that others get their turn and a pause or cancel need not wait. */
    static final int TILES_OF_BLOCK = 64;

    static final int FRAMES_OF_BLOCK = FRAMES_OF_TILE * TILES_OF_BLOCK;
    static final int BLOCK = TILE * TILES_OF_BLOCK;

    /** What the detector looks back to, beyond its state. */
    static final int CONTEXT = 64;

    /** How many frames a voice detector that begins in the middle needs to find its feet: 1 s. */
    static final int WARM_UP = 32;

    /** How much of what was before a block comes with it. */
    static final int HISTORY = WARM_UP * FRAME + CONTEXT;

    static final double FRAME_SECONDS = (double) FRAME / RATE;
    static final double TILE_SECONDS = (double) TILE / RATE;

    private Grid() {}
}
