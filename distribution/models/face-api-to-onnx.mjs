// Writes the face recognition network of the npm package @vladmandic/face-api as an ONNX file. The weights there are those of dlib's
// ResNet (public domain, CC0), 8 bits each, in the layout of TensorFlow.js; the graph is only in that library's source, so it is
// written out here. The same input gives the same bytes: the SHA-256 stands in bundles/faces (dalbox/models.yaml).

const [FLOAT, LONG] = [1, 7];

/**
 * @param {string} manifest the text of face_recognition_model-weights_manifest.json
 * @param {Buffer} weights face_recognition_model.bin
 * @returns {Buffer} an ONNX model: "input" [n,3,150,150], RGB of 0 to 1 less the mean; "embedding" [n,128]
 */
export function faceRecognition(manifest, weights) {
  const graph = new Graph(tensors(manifest, weights));
  let x = graph.conv('input', 'conv32_down', { stride: 2, pad: 0, relu: true });
  x = graph.node('MaxPool', [x], [ints('kernel_shape', 3, 3), ints('strides', 2, 2)]);
  for (const at of [1, 2, 3]) x = graph.residual(x, `conv32_${at}`);
  x = graph.down(x, 'conv64_down', { channels: 32 });
  for (const at of [1, 2, 3]) x = graph.residual(x, `conv64_${at}`);
  x = graph.down(x, 'conv128_down', { channels: 64 });
  for (const at of [1, 2]) x = graph.residual(x, `conv128_${at}`);
  x = graph.down(x, 'conv256_down', { channels: 128, odd: true });
  for (const at of [1, 2]) x = graph.residual(x, `conv256_${at}`);
  x = graph.down(x, 'conv256_down_out', { odd: true });
  x = graph.node('ReduceMean', [x], [ints('axes', 2, 3), attribute('keepdims', new Proto().int(3, 0).int(20, 2))]);
  graph.floats('fc', graph.tensors.get('fc').values, [256, 128]);
  graph.node('MatMul', [x, 'fc'], [], 'embedding');
  return graph.model();
}

function tensors(manifest, weights) {
  const result = new Map();
  let at = 0;
  for (const { name, shape, quantization } of JSON.parse(manifest).flatMap((group) => group.weights)) {
    const count = shape.reduce((product, size) => product * size, 1);
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) {
      values[i] = quantization ? weights[at + i] * quantization.scale + quantization.min : weights.readFloatLE(at + 4 * i);
    }
    at += quantization ? count : 4 * count;
    result.set(name, { shape, values });
  }
  if (at !== weights.length) throw new Error(`The manifest speaks of ${at} bytes of weights, the file has ${weights.length}`);
  return result;
}

class Graph {
  proto = new Proto();
  count = 0;

  constructor(tensors) {
    this.tensors = tensors;
  }

  // What follows each convolution there, a scale for each channel, is folded into its weights.
  conv(input, name, { stride, pad, relu }) {
    const [filters, bias, scale, shift] = ['conv/filters', 'conv/bias', 'scale/weights', 'scale/biases'].map((part) => this.tensors.get(`${name}/${part}`));
    const [size, , inputs, outputs] = filters.shape;
    const folded = new Float32Array(filters.values.length);
    for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) for (let i = 0; i < inputs; i++) for (let o = 0; o < outputs; o++) {
      folded[((o * inputs + i) * size + y) * size + x] = filters.values[((y * size + x) * inputs + i) * outputs + o] * scale.values[o];
    }
    this.floats(`${name}.w`, folded, [outputs, inputs, size, size]);
    this.floats(`${name}.b`, bias.values.map((value, o) => value * scale.values[o] + shift.values[o]), [outputs]);
    const result = this.node('Conv', [input, `${name}.w`, `${name}.b`], [ints('strides', stride, stride), ints('pads', pad, pad, pad, pad)]);
    return relu ? this.node('Relu', [result]) : result;
  }

  residual(input, name) {
    const inner = this.conv(input, `${name}/conv1`, { stride: 1, pad: 1, relu: true });
    return this.join(this.conv(inner, `${name}/conv2`, { stride: 1, pad: 1, relu: false }), input);
  }

  // Halves the picture; the pooled input gets empty channels, or the result an empty row and column, until they fit.
  down(input, name, { channels = 0, odd = false }) {
    let result = this.conv(input, `${name}/conv1`, { stride: 2, pad: 0, relu: true });
    result = this.conv(result, `${name}/conv2`, { stride: 1, pad: 1, relu: false });
    let pooled = this.node('AveragePool', [input], [ints('kernel_shape', 2, 2), ints('strides', 2, 2)]);
    if (odd) result = this.pad(result, `${name}.size`, [0, 0, 0, 0, 0, 0, 1, 1]);
    if (channels) pooled = this.pad(pooled, `${name}.channels`, [0, 0, 0, 0, 0, channels, 0, 0]);
    return this.join(pooled, result);
  }

  join(a, b) {
    return this.node('Relu', [this.node('Add', [a, b])]);
  }

  pad(input, name, pads) {
    const bytes = Buffer.alloc(8 * pads.length);
    pads.forEach((value, i) => bytes.writeBigInt64LE(BigInt(value), 8 * i));
    this.proto.message(5, new Proto().int(1, pads.length).int(2, LONG).text(8, name).bytes(9, bytes));
    return this.node('Pad', [input, name]);
  }

  floats(name, values, shape) {
    const bytes = Buffer.alloc(4 * values.length);
    values.forEach((value, i) => bytes.writeFloatLE(value, 4 * i));
    const tensor = new Proto();
    for (const size of shape) tensor.int(1, size);
    this.proto.message(5, tensor.int(2, FLOAT).text(8, name).bytes(9, bytes));
  }

  node(operator, inputs, attributes = [], output = `${operator.toLowerCase()}${this.count}`) {
    const node = new Proto();
    for (const input of inputs) node.text(1, input);
    node.text(2, output).text(3, `node${this.count++}`).text(4, operator);
    for (const one of attributes) node.message(5, one);
    this.proto.message(1, node);
    return output;
  }

  model() {
    this.proto.text(2, 'face_recognition').message(11, value('input', 3, 150, 150)).message(12, value('embedding', 128));
    return new Proto().int(1, 8).text(2, 'dalbox').message(7, this.proto).message(8, new Proto().text(1, '').int(2, 13)).buffer();
  }
}

function attribute(name, content) {
  return new Proto().text(1, name).append(content);
}

function ints(name, ...values) {
  const content = new Proto();
  for (const one of values) content.int(8, one);
  return attribute(name, content.int(20, 7));
}

function value(name, ...sizes) {
  const shape = new Proto().message(1, new Proto().text(2, 'n'));
  for (const size of sizes) shape.message(1, new Proto().int(1, size));
  return new Proto().text(1, name).message(2, new Proto().message(1, new Proto().int(1, FLOAT).message(2, shape)));
}

// As much of the protocol buffers' wire format as an ONNX file needs; the numbers are those of onnx.proto.
class Proto {
  parts = [];

  int(field, number) {
    return this.varint(field << 3).varint(number);
  }

  bytes(field, bytes) {
    this.varint((field << 3) | 2).varint(bytes.length).parts.push(bytes);
    return this;
  }

  text(field, text) {
    return this.bytes(field, Buffer.from(text));
  }

  message(field, proto) {
    return this.bytes(field, proto.buffer());
  }

  append(proto) {
    this.parts.push(...proto.parts);
    return this;
  }

  varint(number) {
    const bytes = [];
    for (let rest = number; ; rest = Math.floor(rest / 128)) {
      bytes.push(rest < 128 ? rest : (rest % 128) | 128);
      if (rest < 128) break;
    }
    this.parts.push(Buffer.from(bytes));
    return this;
  }

  buffer() {
    return Buffer.concat(this.parts);
  }
}
