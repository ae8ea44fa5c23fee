package io.dalbox.plugin.faces.vision;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;

/** Copies what a model answers. */
final class Tensors {

    private Tensors() {}

    static float[] floats(OnnxValue value) {
        // What it gives is a copy already, just as large as the tensor.
        return ((OnnxTensor) value).getFloatBuffer().array();
    }
}
