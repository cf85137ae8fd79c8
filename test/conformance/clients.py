"""Runs steps with boto3 or the AWS CLI: a plan on standard input, what came of it on standard output."""

import contextlib
import io
import json
import re
import sys
import urllib.request

import awscli.clidriver
import boto3
import botocore.session
import botocore.waiter
from botocore import xform_name
from botocore.exceptions import ClientError, WaiterError

POLL_SECONDS = 30
REGION = "eu-west-1"
MODELS = botocore.session.get_session()
# The AWS CLI needs the name of the API's parameter for itself.
RENAMED = {("SendTaskSuccess", "output"): "task-output"}


def control(url, command):
    request = urllib.request.Request(url + "/control", json.dumps(command).encode())
    urllib.request.urlopen(request).read()


class VirtualTime:
    """The pauses of the waiters pass on the simulated AWS."""

    def __init__(self, url):
        self.url = url

    def sleep(self, seconds):
        control(self.url, {"kind": "pass", "seconds": seconds})


class Boto3:
    def __init__(self, url):
        self.url = url
        self.clients = {}

    def client(self, service):
        if service not in self.clients:
            self.clients[service] = boto3.client(service, region_name=REGION, endpoint_url=self.url)
        return self.clients[service]

    def call(self, service, operation, parameters):
        try:
            output = getattr(self.client(service), xform_name(operation))(**parameters)
        except ClientError as error:
            found = error.response["Error"]
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            return {"error": {"code": found["Code"], "message": found["Message"], "status": status}}
        output.pop("ResponseMetadata")
        return {"output": output}

    def wait(self, service, waiter, parameters):
        try:
            self.client(service).get_waiter(xform_name(waiter)).wait(**parameters)
        except WaiterError:
            return {"output": "did not happen"}
        return {"output": "waited"}


class Cli:
    def __init__(self, url):
        self.url = url
        self.driver = awscli.clidriver.create_clidriver()

    def aws(self, *arguments):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status = self.driver.main([*arguments, "--endpoint-url", self.url, "--region", REGION, "--output", "json"])
            except SystemExit as exit:
                status = exit.code
        return status, out.getvalue(), err.getvalue().strip()

    def call(self, service, operation, parameters):
        status, out, err = self.aws(service, xform_name(operation, "-"), *options(service, operation, parameters))
        if status == 0:
            return {"output": json.loads(out) if out.strip() else {}}
        found = re.match(r"An error occurred \((\w+)\) when calling the \w+ operation(?: \(.*?\))?: (.*)", err, re.DOTALL)
        if not found:
            raise RuntimeError(f"aws {service} {operation} {parameters}: {status} {err}")
        return {"error": {"code": found[1], "message": found[2]}}

    def wait(self, service, waiter, parameters):
        operation = MODELS.get_waiter_model(service).get_waiter(waiter).operation
        status, _, err = self.aws(service, "wait", xform_name(waiter, "-"), *options(service, operation, parameters))
        if status not in (0, 255) or (status == 255 and "Waiter" not in err):
            raise RuntimeError(f"aws {service} wait {waiter} {parameters}: {status} {err}")
        return {"output": "waited" if status == 0 else "did not happen"}


def options(service, operation, parameters):
    """The input as options of the command line, in the way of the documentation."""
    members = MODELS.get_service_model(service).operation_model(operation).input_shape.members
    arguments = []
    for name, value in parameters.items():
        option = RENAMED.get((operation, name), xform_name(name, "-"))
        if members[name].type_name == "boolean":
            arguments.append(f"--{option}" if value else f"--no-{option}")
        elif members[name].type_name == "list" and all(isinstance(item, str) for item in value):
            arguments += [f"--{option}", *value]
        elif isinstance(value, (dict, list)):
            arguments += [f"--{option}", json.dumps(value)]
        else:
            arguments += [f"--{option}", str(value)]
    return arguments


def resolve(value, answers):
    if isinstance(value, list):
        return [resolve(item, answers) for item in value]
    if not isinstance(value, dict):
        return value
    if "$from" in value:
        found = answers
        for name in value["$from"].split("."):
            found = json.loads(found) if isinstance(found, str) else found
            found = found[int(name) if isinstance(found, list) else name]
        return found
    return {name: resolve(item, answers) for name, item in value.items()}


def run(client, url, steps):
    client = {"boto3": Boto3, "cli": Cli}[client](url)
    botocore.waiter.time = VirtualTime(url)
    answers = {}
    outcomes = []
    for step in steps:
        if step["kind"] not in ("call", "wait"):
            control(url, step)
            continue
        try:
            outcome = perform(client, step, resolve(step["input"], answers))
        except Exception as crash:
            outcome = {"crash": repr(crash)}
        if step["kind"] == "call" and "output" in outcome:
            answers[step["operation"]] = outcome["output"]
        outcomes.append(outcome)
    return outcomes


def perform(client, step, parameters):
    if step["kind"] == "wait":
        return client.wait(step["service"], step["waiter"], parameters)
    return client.call(step["service"], step["operation"], parameters)


def main():
    outcomes = [run(part["client"], part["url"], part["steps"]) for part in json.load(sys.stdin)]
    json.dump(outcomes, sys.stdout, default=lambda time: time.isoformat())


main()
