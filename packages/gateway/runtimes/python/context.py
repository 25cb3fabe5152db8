import json
import os
import time


class _Record:
    """The members that a document has, and None for those that it lacks."""

    def __init__(self, names, values):
        for name in names:
            setattr(self, name, (values or {}).get(name))

    def __repr__(self):
        return "{}({})".format(type(self).__name__, ",".join("{}={}".format(*item) for item in vars(self).items()))


class CognitoIdentity(_Record):
    pass


class Client(_Record):
    pass


class ClientContext(_Record):
    pass


def _client_context(text):
    if not text:
        return None
    values = json.loads(text)
    context = ClientContext(("custom", "env", "client"), values)
    if context.client is not None:
        context.client = Client(("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"), context.client)
    return context


class LambdaContext(_Record):
    function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
    function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
    memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
    log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
    log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]

    def __init__(self, call):
        self.aws_request_id = call.request_id
        self.invoked_function_arn = call.arn
        self.client_context = _client_context(call.client_context)
        self.identity = CognitoIdentity(("cognito_identity_id", "cognito_identity_pool_id"), None)
        self._deadline_ms = call.deadline_ms

    def get_remaining_time_in_millis(self):
        return max(self._deadline_ms - int(time.time() * 1000), 0)

    def log(self, message):
        print(message, end="")
