"""What facilitators do, from the chat or from their page: groups, looking, judging, entering."""
