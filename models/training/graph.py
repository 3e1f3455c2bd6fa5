"""Small ONNX graphs of fixed kernels, made of plain operators. Needs `onnx` and `numpy`."""
import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

OPSET = 17


class Graph:
    def __init__(self):
        self.nodes, self.constants, self.count = [], [], 0

    def constant(self, values, kind=np.float32):
        self.count += 1
        name = f"c{self.count}"
        self.constants.append(numpy_helper.from_array(np.asarray(values, kind), name))
        return name

    def op(self, kind, *inputs, **attributes):
        self.count += 1
        name = f"t{self.count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def scalar(self, kind, x, value):
        return self.op(kind, x, self.constant(value))

    def along(self, x, kernel, axis):
        """Convolution with a kernel along one of the three axes; the border is repeated."""
        radius = len(kernel) // 2
        pads = [0] * 10
        pads[2 + axis] = pads[7 + axis] = radius
        padded = self.op("Pad", x, self.constant(pads, np.int64), mode="edge")
        shape = [1, 1, 1, 1, 1]
        shape[2 + axis] = len(kernel)
        return self.op("Conv", padded, self.constant(np.reshape(kernel, shape)))

    def gaussian(self, x, sigma):
        for axis in range(3):
            x = self.along(x, gaussian_kernel(sigma), axis)
        return x

    def save(self, path, name, outputs):
        """`outputs`: name in the file -> tensor."""
        for given, made in outputs.items():
            self.nodes.append(helper.make_node("Identity", [made], [given]))
        space = [1, 1, "depth", "height", "width"]
        info = lambda n: helper.make_tensor_value_info(n, TensorProto.FLOAT, space)
        graph = helper.make_graph(self.nodes, name, [info("input")], [info(n) for n in outputs], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="")
        model.ir_version = 8
        checker.check_model(model, full_check=True)
        save(model, path)


def gaussian_kernel(sigma):
    radius = max(1, int(np.ceil(3 * sigma)))
    at = np.arange(-radius, radius + 1)
    kernel = np.exp(-(at**2) / (2 * sigma**2))
    return kernel / kernel.sum()
