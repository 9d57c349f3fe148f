"""Parents, brothers and sisters, carers and others who matter; contact; genogram and ecomap."""
