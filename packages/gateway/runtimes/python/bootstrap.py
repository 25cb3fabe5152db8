import decimal
import importlib
import json
import logging
import os
import sys
import traceback

import log
import wire
from context import LambdaContext

# The function finds its own modules under these names, not the ones of this runtime.
HERE = sys.path.pop(0)
for own in ("log", "wire", "context"):
    del sys.modules[own]

LARGEST_RESPONSE = 6 * 1024 * 1024 + 100


class Fault(Exception):
    """A failure that the runtime itself finds."""

    def __init__(self, error_type, message, trace=None):
        super().__init__(message)
        self.error_type = error_type
        self.trace = trace or []


def plain(value):
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError("Object of type {} is not JSON serializable".format(type(value).__name__))


to_json = json.JSONEncoder(default=plain, ensure_ascii=os.environ["AWS_EXECUTION_ENV"] != "AWS_Lambda_python3.12").encode


def describe(error, request_id):
    if isinstance(error, Fault):
        error_type, trace = error.error_type, error.trace
    else:
        frames = traceback.extract_tb(error.__traceback__)
        error_type = type(error).__name__
        trace = traceback.format_list([frame for frame in frames if not frame.filename.startswith((HERE, "<frozen importlib"))])
    return {"errorMessage": str(error), "errorType": error_type, "requestId": request_id, "stackTrace": trace}


def load_handler(name):
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        raise Fault("Runtime.MalformedHandlerName", "Bad handler '{}': not enough values to unpack (expected 2, got 1)".format(name))
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault("Runtime.BuiltInModuleConflict", "Cannot use built-in module {} as a handler module".format(module_name))
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", "Unable to import module '{}': {}".format(module_name, error))
    except SyntaxError as error:
        raise Fault(
            "Runtime.UserCodeSyntaxError", "Syntax error in module '{}': {}".format(module_name, error),
            ['  File "{}" Line {}\n    {}'.format(error.filename, error.lineno, error.text)])
    try:
        return getattr(module, function_name)
    except AttributeError:
        raise Fault("Runtime.HandlerNotFound", "Handler '{}' missing on module '{}'".format(function_name, module_name))


def read_event(payload):
    try:
        return json.loads(payload)
    except Exception as error:
        raise Fault("Runtime.UnmarshalError", "Unable to unmarshal input: {}".format(error))


def write_result(result):
    if isinstance(result, bytes):
        return result
    try:
        return to_json(result).encode()
    except Exception as error:
        raise Fault("Runtime.MarshalError", "Unable to marshal response: {}".format(error))


def set_trace_id(trace_id):
    if os.environ.get("_X_AMZN_TRACE_ID", "") != trace_id:
        os.environ["_X_AMZN_TRACE_ID"] = trace_id


def fail(frame_type, call_id, document):
    log.error(document)
    wire.send(frame_type, call_id, to_json(document).encode())


def handle(handler, call):
    try:
        body = write_result(handler(read_event(call.payload), LambdaContext(call)))
    except Exception as error:
        fail(wire.ERROR, call.id, describe(error, call.request_id))
        return
    if len(body) > LARGEST_RESPONSE:
        wire.send(wire.ERROR, call.id, to_json({
            "errorType": "Function.ResponseSizeTooLarge",
            "errorMessage": "Response payload size exceeded maximum allowed payload size ({} bytes).".format(LARGEST_RESPONSE),
        }).encode())
    else:
        wire.send(wire.RESULT, call.id, body)


def main():
    log.install()
    layers = [os.path.join(layer, "python") for layer in os.environ["STAGECRAFT_LAYERS"].split(os.pathsep) if layer]
    packages = os.path.join("lib", os.environ["AWS_EXECUTION_ENV"].replace("AWS_Lambda_", ""), "site-packages")
    sys.path[:0] = [os.getcwd(), *(os.path.join(layer, packages) for layer in layers), *layers]
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        fail(wire.FATAL, 0, describe(error, ""))
        os._exit(1)
    wire.send(wire.READY, 0, b"")
    while True:
        call = wire.receive()
        log.begin(call.request_id)
        set_trace_id(call.trace_id)
        handle(handler, call)


main()
