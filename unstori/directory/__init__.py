"""Services and how they are found, who keeps them right, what families say of them, what can be asked for; teams and who is away."""
