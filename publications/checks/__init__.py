"""What an editor is told before a document is published, and a copy without what nobody should see. No Django."""
