package io.dalbox.tesseract;

/**
 * A word and where it stands.
 *
 * @param text the word, without spaces
 * @param confidence 0 to 100
 * @param x of the left edge, in pixels
 * @param y of the upper edge
 * @param width in pixels
 * @param height in pixels
 * @param line which line of the picture it belongs to, counted from 0
 * @param block which block of the picture its line belongs to, counted from 0
 */
public record TesseractWord(String text, float confidence, int x, int y, int width, int height, int line, int block) {}
