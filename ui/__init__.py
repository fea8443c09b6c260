"""What pages share: menu, controls, and the scenario that follows the learner."""
