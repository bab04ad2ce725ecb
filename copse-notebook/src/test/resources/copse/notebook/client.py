"""Runs cells in the kernel whose kernel.json lies in a folder, as Jupyter does, and prints what comes back.

client.py FOLDER < cells.json    cells: a list of texts; output: a list of {status, text, html, stream, error}
"""

import json
import sys

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

SECONDS = 60

specs = KernelSpecManager(kernel_dirs=[sys.argv[1]])
manager = KernelManager(kernel_name="copse", kernel_spec_manager=specs)
manager.start_kernel(stderr=sys.stderr)
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=SECONDS)
told = []
try:
    for cell in json.load(sys.stdin):
        came = {"stream": "", "text": None, "html": None, "error": None}

        def take(message):
            content = message["content"]
            kind = message["msg_type"]
            if kind == "stream":
                came["stream"] += content["text"]
            elif kind in ("execute_result", "display_data"):
                came["text"] = content["data"].get("text/plain")
                came["html"] = content["data"].get("text/html")
            elif kind == "error":
                came["error"] = "\n".join(content["traceback"])

        reply = client.execute_interactive(cell, timeout=SECONDS, output_hook=take)
        came["status"] = reply["content"]["status"]
        told.append(came)
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=False)
json.dump(told, sys.stdout)
