from __future__ import annotations

import numpy as np
import pytest

from components import calibration, policy
from components.policy import ACT, ASK, NO, Policy

ACTS = ("delays", "agrees_to_pay", "unclear")


def decide(*probability: float, alone: float = 0.4) -> list[str]:
    return Policy(ACTS, (0.5, 0.6, 0.5), alone).decide(np.array(probability))


def test_every_act_over_its_threshold_is_acted_on() -> None:
    assert decide(0.7, 0.65, 0.1) == [ACT, ACT, NO]


def test_the_likeliest_alone_needs_less() -> None:
    assert decide(0.45, 0.2, 0.1) == [ACT, ASK, NO]


def test_below_that_the_trainee_is_asked() -> None:
    assert decide(0.35, 0.2, 0.1) == [ASK, ASK, NO]


def test_unclear_excludes_the_others() -> None:
    assert decide(0.55, 0.1, 0.6) == [NO, NO, ACT]
    assert decide(0.7, 0.1, 0.6) == [ACT, NO, NO]


def test_giving_in_needs_more_certainty() -> None:
    generator = np.random.default_rng(0)
    truth = (generator.random((4000, 1)) < 0.4).astype(float)
    odds = 1 / (1 + np.exp(-(truth * 2 - 1 + generator.normal(0, 1, truth.shape))))
    labels = np.hstack([truth, truth, np.zeros_like(truth)])
    learned = policy.learn(ACTS, np.hstack([odds, odds, odds * 0]), labels, np.ones(4000))
    assert learned.thresholds[1] > learned.thresholds[0]
    assert Policy.from_state(learned.state()) == learned


def test_a_further_act_must_be_likelier_than_not() -> None:
    low = Policy(ACTS, (0.3, 0.3, 0.5), alone=0.3)
    assert low.decide(np.array([0.6, 0.45, 0.1])) == [ACT, ASK, NO]
    assert low.decide(np.array([0.6, 0.5, 0.1])) == [ACT, ACT, NO]
    assert low.decide(np.array([0.4, 0.35, 0.1])) == [ACT, ASK, NO]


def test_the_likeliest_is_the_likeliest_of_those_over_their_thresholds() -> None:
    high = Policy(ACTS, (0.7, 0.3, 0.5), alone=0.6)
    assert high.decide(np.array([0.45, 0.4, 0.1])) == [ASK, ACT, NO]


def test_calibration_mends_overconfidence() -> None:
    generator = np.random.default_rng(0)
    logits = generator.normal(0, 1, (4000, 2))
    labels = (generator.random(logits.shape) < 1 / (1 + np.exp(-logits))).astype(float)
    lines = calibration.fit(logits * 5, labels, np.ones(4000))
    assert calibration.expected_error(lines(logits * 5), labels) < 0.02
    assert lines.slope == pytest.approx([0.2, 0.2], abs=0.03)


def test_an_act_is_the_less_likely_the_likelier_another_is() -> None:
    generator = np.random.default_rng(0)
    logits = generator.normal(0, 1, (4000, 2))
    labels = np.stack([logits[:, 0] > logits[:, 1], logits[:, 1] >= logits[:, 0]], 1).astype(float)
    lines = calibration.fit(logits, labels, np.ones(4000))
    assert calibration.rivals(logits) == pytest.approx(logits[:, ::-1])
    alone, opposed = lines(np.array([[1.0, -3.0], [1.0, 0.9]]))
    assert opposed[0] < alone[0] - 0.1


def test_replies_count_by_their_weight() -> None:
    logits, labels = np.zeros((300, 1)), np.repeat([[1.0], [0.0]], 150, axis=0)
    pairs = np.hstack([logits, logits - 9]), np.hstack([labels, labels * 0])
    heavy = calibration.fit(*pairs, np.repeat([1.8, 0.2], 150))
    assert heavy(pairs[0])[0, 0] > 0.8
