package io.dalbox.plugin.faces.vision;

import java.util.ArrayList;
import java.util.List;

/** A square of the picture that the detector looks at. It may reach beyond the picture. */
record Tile(double x, double y, double side) {

    private static final double OVERLAP = 0.25;
    /** A face that is too small for one size is a third of the next square at most. */
    private static final double STEP = 3;

    /**
     * Covers a picture: the whole of it, then squares of a third of its side, of a ninth and so on, down to {@code smallest}.
     * Neighbours overlap, so that a face cut by one lies whole in the next.
     */
    static List<Tile> cover(int width, int height, int smallest) {
        double longer = Math.max(width, height);
        List<Tile> tiles = new ArrayList<>();
        tiles.add(new Tile((width - longer) / 2, (height - longer) / 2, longer));
        for (double side = longer / STEP; side >= smallest; side /= STEP) {
            int columns = count(width, side);
            int rows = count(height, side);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    tiles.add(new Tile(start(column, columns, width, side), start(row, rows, height, side), side));
                }
            }
        }
        return tiles;
    }

    private static int count(double length, double side) {
        return length <= side ? 1 : (int) Math.ceil((length - side) / (side * (1 - OVERLAP))) + 1;
    }

    private static double start(int at, int count, double length, double side) {
        return count == 1 ? (length - side) / 2 : at * (length - side) / (count - 1);
    }
}
