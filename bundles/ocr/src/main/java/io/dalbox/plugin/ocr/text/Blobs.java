package io.dalbox.plugin.ocr.text;

import java.util.Arrays;

/** What hangs together among the marked pixels of a picture, also by corners. Marks are cleared as they are seen. */
final class Blobs {

    /** One of them: the edges, inclusive, and how many pixels. */
    record Blob(int left, int top, int right, int bottom, int pixels) {

        int width() {
            return right - left + 1;
        }

        int height() {
            return bottom - top + 1;
        }
    }

    /** Told of each pixel of the blob that is being followed, and of its end. */
    interface Visitor {
        void pixel(int index);

        void end(Blob blob);
    }

    private final boolean[] marked;
    private final int width;
    private final int height;
    private int[] stack = new int[1024];
    private int depth;

    Blobs(boolean[] marked, int width, int height) {
        this.marked = marked;
        this.width = width;
        this.height = height;
    }

    void each(Visitor visitor) {
        for (int i = 0; i < marked.length; i++) {
            if (marked[i]) {
                visitor.end(follow(i, visitor));
            }
        }
    }

    /** Returns the heights of those that are neither specks nor frames. */
    int[] heights(int smallest, int largest) {
        int[][] found = {new int[256]};
        int[] count = {0};
        each(new Visitor() {
            @Override
            public void pixel(int index) {}

            @Override
            public void end(Blob blob) {
                if (blob.height() >= smallest && blob.height() <= largest && blob.width() <= 4 * blob.height()) {
                    if (count[0] == found[0].length) {
                        found[0] = Arrays.copyOf(found[0], 2 * count[0]);
                    }
                    found[0][count[0]++] = blob.height();
                }
            }
        });
        return Arrays.copyOf(found[0], count[0]);
    }

    private Blob follow(int start, Visitor visitor) {
        int left = width;
        int top = height;
        int right = 0;
        int bottom = 0;
        int pixels = 0;
        push(start);
        while (depth > 0) {
            int at = stack[--depth];
            int x = at % width;
            int y = at / width;
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
            pixels++;
            visitor.pixel(at);
            pushNeighbours(x, y);
        }
        return new Blob(left, top, right, bottom, pixels);
    }

    private void pushNeighbours(int x, int y) {
        for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
            for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                if (marked[ny * width + nx]) {
                    push(ny * width + nx);
                }
            }
        }
    }

    private void push(int index) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, 2 * depth);
        }
        marked[index] = false;
        stack[depth++] = index;
    }
}
