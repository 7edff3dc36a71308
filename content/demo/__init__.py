"""The demonstration province: a fictional one, written as plain files, with dates relative to the day it is loaded."""
