"""What is deployed from files: Kubernetes takes it, and its parts agree with each other."""

import json
import re
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from deploy.child import HEALTH
from deploy.compose import PORT, SETTINGS, compose_settings
from tests.test_layering import MAY_IMPORT

ROOT = Path(__file__).parents[2]
KUBERNETES = ROOT / "deploy" / "kubernetes"
KUSTOMIZATION = "kustomization.yaml"
MANIFESTS = sorted(p for p in KUBERNETES.glob("*.yaml") if p.name != KUSTOMIZATION)


def read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.stem)
def test_kubernetes_takes_every_manifest(manifest: Path) -> None:
    newest = kubernetes_validate.latest_version()
    kubernetes_validate.validate(read(manifest), newest, strict=True)


def test_all_manifests_are_applied_together() -> None:
    applied = read(KUBERNETES / KUSTOMIZATION)["resources"]
    assert sorted(applied) == [path.name for path in MANIFESTS]


def test_the_manifests_speak_of_one_app() -> None:
    deployment, service, ingress, autoscaler, disruption = (
        read(KUBERNETES / f"{name}.yaml")
        for name in ("deployment", "service", "ingress", "autoscaler", "disruption")
    )
    template = deployment["spec"]["template"]
    labels = template["metadata"]["labels"]
    assert deployment["spec"]["selector"]["matchLabels"] == labels
    assert disruption["spec"]["selector"]["matchLabels"] == labels
    assert service["spec"]["selector"] == labels
    assert autoscaler["spec"]["scaleTargetRef"]["name"] == deployment["metadata"]["name"]
    backend = ingress["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]
    assert backend["name"] == service["metadata"]["name"]
    (container,) = template["spec"]["containers"]
    (port,) = container["ports"]
    assert port["name"] == service["spec"]["ports"][0]["targetPort"]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[probe]["httpGet"] == {"path": HEALTH, "port": port["name"]}


def test_the_app_has_no_rights_it_does_not_need() -> None:
    pod = read(KUBERNETES / "deployment.yaml")["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"] and not pod["automountServiceAccountToken"]
    rights = container["securityContext"]
    assert rights["readOnlyRootFilesystem"] and not rights["allowPrivilegeEscalation"]
    assert rights["capabilities"] == {"drop": ["ALL"]}
    assert f"--uid {pod['securityContext']['runAsUser']} " in (ROOT / "Dockerfile").read_text()


def test_nginx_of_compose_knows_the_processes_of_compose() -> None:
    services = read(ROOT / "compose.yaml")["services"]
    apps = [
        f"{name}:{service['environment']['STREAMLIT_SERVER_PORT']}"
        for name, service in services.items()
        if name.startswith("app-")
    ]
    assert SETTINGS.read_text(encoding="utf-8") == compose_settings(apps)
    assert services["nginx"]["ports"] == [f"{PORT}:{PORT}"]


def test_the_image_holds_every_room_of_the_app() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    kept = set(re.findall(r"^!(\S+)$", ignored, flags=re.MULTILINE))
    assert kept == {*MAY_IMPORT, ".streamlit", "requirements.txt"}


def test_a_container_for_work_on_the_code_forwards_the_port_of_the_app() -> None:
    settings = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    assert settings["forwardPorts"] == [PORT]
