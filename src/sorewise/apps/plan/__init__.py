"""The week: bring a plan, see what the body made of it, agree to that or not, take it to calendar and watch."""
