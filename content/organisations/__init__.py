"""Who publishes and answers: agencies, communes, and whom to ask there."""
