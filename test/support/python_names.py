"""Prints which names Python on standard input imports, calls and reads, as JSON. What is no Python fails."""
import ast
import json
import sys


def dotted(node):
    if isinstance(node, ast.Attribute):
        inner = dotted(node.value)
        return None if inner is None else f"{inner}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else None


tree = ast.parse(sys.stdin.read())
called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
print(json.dumps({
    "imports": {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    },
    "calls": [
        {"name": dotted(node.func), "positional": len(node.args), "keywords": [keyword.arg for keyword in node.keywords if keyword.arg]}
        for node in ast.walk(tree) if isinstance(node, ast.Call) and dotted(node.func)
    ],
    "constants": [
        dotted(node) for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and id(node) not in called and id(node) not in inner and dotted(node)
    ],
}))
