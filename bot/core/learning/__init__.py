"""What people learn, measured apart from drills, and when they should practise again."""
